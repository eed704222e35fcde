import { register } from "../../player/src/registry";
import { SheetElement } from "./element";
import { logic } from "./logic";

register("sheet", SheetElement, logic);
