import { register } from "../../player/src/kinds";
import { PoolElement } from "./element";
import { logic } from "./logic";

register("pool", PoolElement, logic);
