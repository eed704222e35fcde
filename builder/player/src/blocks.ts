/** All pieces of blocks. The build cuts the bundle into them, and a package gets those that its course uses. */
import "../../blocks/check/piece";
import "../../blocks/embed/piece";
import "../../blocks/plan/piece";
import "../../blocks/pool/piece";
import "../../blocks/question/piece";
import "../../blocks/question/piece-match";
import "../../blocks/question/piece-order";
import "../../blocks/question/piece-pick";
import "../../blocks/question/piece-write";
import "../../blocks/rate/piece";
import "../../blocks/rate/piece-levels";
import "../../blocks/rate/piece-points";
import "../../blocks/reflect/piece";
import "../../blocks/reveal/piece";
import "../../blocks/reveal/piece-tabs";
import "../../blocks/scenario/piece";
import "../../blocks/scenario/piece-back";
import "../../blocks/scenario/piece-conditions";
import "../../blocks/sheet/piece";
import "../../blocks/video/piece";

export { ELEMENTS, LOGICS } from "./registry";
