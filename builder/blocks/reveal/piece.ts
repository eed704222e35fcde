import { register } from "../../player/src/kinds";
import { RevealElement } from "./element";
import { logic } from "./logic";

register("reveal", RevealElement, logic);
