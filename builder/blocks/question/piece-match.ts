import { MatchView } from "./match-view";
import { VIEWS } from "./view";

Object.assign(VIEWS, { match: MatchView });
