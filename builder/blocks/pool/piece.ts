import { register } from "../../player/src/registry";
import { PoolElement } from "./element";
import { logic } from "./logic";

register("pool", PoolElement, logic);
