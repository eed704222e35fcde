import { register } from "../../player/src/registry";
import { RevealElement } from "./element";
import { logic } from "./logic";

register("reveal", RevealElement, logic);
