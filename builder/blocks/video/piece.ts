import { register } from "../../player/src/registry";
import { VideoElement } from "./element";
import { logic } from "./logic";

register("video", VideoElement, logic);
