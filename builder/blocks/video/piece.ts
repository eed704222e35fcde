import { register } from "../../player/src/kinds";
import { VideoElement } from "./element";
import { logic } from "./logic";

register("video", VideoElement, logic);
