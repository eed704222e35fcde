import { register } from "../../player/src/kinds";
import { SheetElement } from "./element";
import { logic } from "./logic";

register("sheet", SheetElement, logic);
