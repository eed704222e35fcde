import { register } from "../../player/src/registry";
import { ReflectElement } from "./element";
import { logic } from "./logic";

register("reflect", ReflectElement, logic);
