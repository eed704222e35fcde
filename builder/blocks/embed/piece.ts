import { register } from "../../player/src/registry";
import { EmbedElement } from "./element";

register("embed", EmbedElement);
