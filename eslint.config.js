import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { zoneRule } from './build/lint/zone-rule.js';

const typescript = ['**/*.ts', '**/*.tsx'];
const mayUseConsole = ['main/cli/**', 'build/**', 'models/**', 'tests/**'];

export default defineConfig(
  globalIgnores(['out/', 'dist/', '.cache/', 'coverage/', 'tests/output/', 'tests/fixtures/']),
  js.configs.recommended,
  {
    plugins: { kanaria: { rules: { zones: zoneRule } } },
    rules: {
      'kanaria/zones': 'error',
      // `into[at++] = value` to the end is how rows are filled here.
      'no-useless-assignment': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', { selector: 'TSEnumDeclaration', message: 'Use a union or a const object.' }],
    },
  },
  {
    files: typescript,
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylistic],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      // Interfaces here are made of closures; none of their functions uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['tests/**'],
    rules: {
      // Tests read JSON and poke at edges; what they assert is what counts.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  {
    files: ['renderer/**'],
    extends: [reactHooks.configs.flat.recommended],
    // A remark for users of React's compiler, which this build does not use.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  { files: mayUseConsole, rules: { 'no-console': 'off' } },
  {
    files: ['build/**/*.{js,mjs}', 'tests/**/*.mjs', 'eslint.config.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        performance: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        AbortSignal: 'readonly',
        fetch: 'readonly',
      },
    },
  },
  prettier,
);
