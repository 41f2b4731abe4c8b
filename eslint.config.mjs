import js from "@eslint/js";
import boundaries from "eslint-plugin-boundaries";
import tseslint from "typescript-eslint";

// A room imports from the rooms on its left only: see docs/architecture.md.
const rooms = [
  "catalog",
  "spec",
  "sizing",
  "components",
  "engine",
  "plan",
  "policies",
  "preflight",
  "certify",
  "check",
  "render",
  "regions",
  "lifecycle",
  "fleet",
  "report",
  "plugin",
  "cli",
];
const mayImport = {
  catalog: [],
  spec: ["catalog"],
  sizing: ["catalog"],
  components: ["spec", "catalog", "sizing"],
  engine: [],
  // Of spec only the types: a plan is judged where no loader is.
  plan: ["catalog", "spec", "engine", "sizing"],
  policies: ["catalog", "plan"],
  preflight: ["catalog", "spec"],
  certify: ["catalog", "spec", "components"],
  check: ["catalog", "spec", "engine", "plan", "policies"],
  render: ["catalog", "spec", "sizing", "components", "plan"],
  regions: ["catalog", "spec", "plan"],
  lifecycle: ["catalog", "spec", "engine", "plan"],
  fleet: ["catalog", "spec", "plan", "regions", "lifecycle"],
  plugin: ["spec", "components"],
  report: ["catalog", "spec", "sizing", "plan", "policies"],
  cli: rooms.filter((room) => room !== "cli"),
};

export default tseslint.config(
  { ignores: [".cache/", "**/dist/", "coverage/", "node_modules/", "test/fixtures/", "spec/*.types.ts"] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { project: "./tsconfig.test.json" } },
    plugins: { boundaries },
    settings: {
      "boundaries/elements": rooms.map((type) => ({ type, pattern: `${type}/**/*`, partialMatch: false })),
      "import/resolver": { node: { extensions: [".ts", ".tsx", ".js", ".json"] } },
    },
    rules: {
      "boundaries/dependencies": [
        "error",
        {
          default: "disallow",
          policies: rooms.map((room) => ({
            from: { element: { type: room } },
            allow: [room, ...mayImport[room]].map((type) => ({ to: { element: { type } } })),
          })),
        },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      eqeqeq: "error",
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Each of these loads all of its provider: a quarter to three seconds of every plan.
    files: ["components/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        ...["@pulumi/aws", "@pulumi/kubernetes", "@pulumi/kubernetes/yaml", "@pulumi/kubernetes/helm/v3"].map(
          (name) => ({
            name,
            message: "Import what is used by its own path, such as @pulumi/kubernetes/helm/v3/release.",
          }),
        ),
      ],
    },
  },
  {
    files: ["test/**"],
    rules: {
      "max-lines-per-function": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
  {
    files: ["**/*.mjs", "**/*.js", "**/*.mts"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        process: "readonly",
        setInterval: "readonly",
        clearInterval: "readonly",
        console: "readonly",
        require: "readonly",
        module: "writable",
        __dirname: "readonly",
      },
    },
  },
  { files: ["**/*.js"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
