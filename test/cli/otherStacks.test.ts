import { expect, it } from "vitest";
// As built: the sources are one folder nearer to the stacks.
import { otherStacks } from "../../dist/cli/otherStacks";
import type { Engine, PreviewRequest, PreviewResult } from "../../engine/engine";

it("previews a stack of this project once, when another asks for its outputs, and no circle", async () => {
  const requests: PreviewRequest[] = [];
  const engine: Engine = {
    preview: (request) => {
      requests.push(request);
      return Promise.resolve({ outputs: { vpcId: "vpc-1" } } as unknown as PreviewResult);
    },
  };
  const answer = otherStacks(engine, "mine");
  const reference = "organization/aidc/us-east-1";
  expect(await answer(reference)).toEqual({ vpcId: "vpc-1" });
  expect(await answer(reference)).toEqual({ vpcId: "vpc-1" });
  expect(requests).toMatchObject([{ stack: "us-east-1", config: { "aidc:file": "stacks/us-east-1.yaml" } }]);
  const within = requests[0]?.stackOutputs as typeof answer;
  for (const back of ["organization/aidc/mine", reference]) expect(within(back)).toBeUndefined();
  expect(answer("organization/other/us-east-1")).toBeUndefined();
});
