import { servePack } from "../pulumi/pack";
import { reliability } from "./pack";

servePack(reliability);
