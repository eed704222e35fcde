import { PickView } from "./pick-view";
import { VIEWS } from "./view";

Object.assign(VIEWS, { choice: PickView, choices: PickView, "true-false": PickView });
