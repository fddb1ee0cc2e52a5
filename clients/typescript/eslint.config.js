import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "conformance/build", "eslint.config.js"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A class of errors adds nothing to its base but its name.
      "@typescript-eslint/no-extraneous-class": "off",
      // What the document says twice is said twice.
      "@typescript-eslint/no-redundant-type-constituents": "off",
      "@typescript-eslint/no-duplicate-type-constituents": "off",
    },
  },
  {
    files: ["src/groups/**", "src/client.ts", "src/standalone.ts", "conformance/**", "examples/**", "tests/**"],
    rules: {
      // A client calls deprecated operations: whoever uses it is told.
      "@typescript-eslint/no-deprecated": "off",
    },
  },
  {
    files: ["src/zod.ts"],
    rules: {
      "@typescript-eslint/no-deprecated": "off",
      // A model of anything is written like all others.
      "@typescript-eslint/no-unnecessary-type-arguments": "off",
    },
  },
);
