import { register } from "../../player/src/kinds";
import { EmbedElement } from "./element";

register("embed", EmbedElement);
