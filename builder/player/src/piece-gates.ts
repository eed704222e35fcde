import { Gate } from "./gate";
import { held } from "./held";
import { MORE } from "./registry";

MORE.gates = { Gate, held };
