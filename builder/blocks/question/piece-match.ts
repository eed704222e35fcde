import { JUDGES } from "./judge";
import { MATCH } from "./match";
import { MatchView } from "./match-view";
import { VIEWS } from "./view";

Object.assign(JUDGES, { match: MATCH });
Object.assign(VIEWS, { match: MatchView });
