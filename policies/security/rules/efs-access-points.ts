import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not, truthOf } from "../../../plan/property";

export const efsAccessPoints = resourceRule({
  id: "EFS-02",
  name: "efs-access-points",
  title: "Access points of EFS enforce a folder and a user",
  severity: "medium",
  rationale: "Without them every client mounts the root as whichever user it says it is, and reads every team's files.",
  remediation: "Set `rootDirectory.path` to something below `/`, and `posixUser`.",
  controls: { ...safeguards.leastPrivilege, fsbp: ["EFS.3", "EFS.4"] },
  types: [aws.efsAccessPoint],
  check: (accessPoint) => {
    const [path, user] = [accessPoint.at("rootDirectory", "path"), accessPoint.at("posixUser")];
    return [
      must(not(path.or("/").is("/")), "clients mount the whole file system", path),
      must(truthOf(user.isPresent), "clients are whichever user they say", user),
    ];
  },
});
