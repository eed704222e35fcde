import { keepOnly } from "./pruning";
import { MORE } from "./registry";
import { hasModule, planOf } from "./unit";

MORE.units = { hasModule, keepOnly, planOf };
