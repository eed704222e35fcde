import { register } from "../../player/src/kinds";
import { QuestionElement } from "./element";
import { logic } from "./logic";

register("question", QuestionElement, logic);
