import { register } from "../../player/src/registry";
import { QuestionElement } from "./element";
import { logic } from "./logic";

register("question", QuestionElement, logic);
