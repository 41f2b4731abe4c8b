import { ownKey } from "../../aws/keys";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const ecrKms = resourceRule({
  id: "ECR-02",
  name: "ecr-kms",
  title: "Image repositories encrypt with a key of the account's own",
  severity: "low",
  rationale: "Images hold code, and often models. ECR's own key cannot be withdrawn from whoever reached them.",
  remediation:
    'Set `encryptionConfigurations` to `encryptionType` "KMS" and the key\'s ARN as `kmsKey`. It cannot be changed later.',
  controls: { ...safeguards.encryptionAtRest, fsbp: ["ECR.5"] },
  types: [aws.ecrRepository],
  check: (repository) => {
    const [configured] = repository.at("encryptionConfigurations").elements;
    const encryption = configured ?? repository.at("encryptionConfigurations");
    const type = encryption.at("encryptionType");
    return [
      must(type.or("AES256").is("KMS", "KMS_DSSE"), "the images are under ECR's own key", type),
      ownKey(encryption.at("kmsKey"), "the repository names"),
    ];
  },
});
