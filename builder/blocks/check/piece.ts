import { register } from "../../player/src/kinds";
import { CheckElement } from "./element";
import { logic } from "./logic";

register("check", CheckElement, logic);
