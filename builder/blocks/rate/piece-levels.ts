import { VIEWS } from "./element";
import { LevelsView } from "./levels-view";

VIEWS.levels = LevelsView;
