import { register } from "../../player/src/kinds";
import { ReflectElement } from "./element";
import { logic } from "./logic";

register("reflect", ReflectElement, logic);
