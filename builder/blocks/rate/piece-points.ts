import { VIEWS } from "./element";
import { PointsView } from "./points-view";

VIEWS.points = PointsView;
