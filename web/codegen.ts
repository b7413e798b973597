import type { CodegenConfig } from '@graphql-codegen/cli';

const scalars = { DateTime: 'string', NaiveDate: 'string', Money: 'string', JSON: 'unknown', ID: 'string' };

/** Each `x.graphql` gets an `x.gql.ts` beside it, so that a page's chunk carries its own documents only. */
const config: CodegenConfig = {
  schema: '../schema.graphql',
  documents: 'src/**/*.graphql',
  errorsOnly: true,
  generates: {
    'src/gql/schema.ts': {
      plugins: ['typescript'],
      config: { scalars, enumsAsTypes: true, useTypeImports: true, strictScalars: true, defaultScalarType: 'unknown' },
    },
    'src/': {
      preset: 'near-operation-file',
      presetConfig: { extension: '.gql.ts', baseTypesPath: 'gql/schema.ts' },
      plugins: ['typescript-operations', 'typed-document-node'],
      config: { scalars, enumsAsTypes: true, useTypeImports: true, strictScalars: true, skipTypename: true },
    },
  },
};

export default config;
