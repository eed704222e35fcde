import { JUDGES } from "./judge";
import { PICK } from "./pick";
import { PickView } from "./pick-view";
import { VIEWS } from "./view";

Object.assign(JUDGES, { choice: PICK, choices: PICK, "true-false": PICK });
Object.assign(VIEWS, { choice: PickView, choices: PickView, "true-false": PickView });
