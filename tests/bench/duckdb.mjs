/*
 * Runs one SQL statement in DuckDB: node duckdb.mjs MODULES THREADS SQL
 *
 * MODULES is the folder in which npm installed @duckdb/node-api: it is not
 * among this file's own parents, where import would look.  The rows that a
 * statement returns are written with TABs; a COPY writes its own.
 */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [modules, threads, sql] = process.argv.slice(2);
const require = createRequire(resolve(modules, 'package.json'));
const { DuckDBInstance } = require('@duckdb/node-api');

const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
const reader = await connection.runAndReadAll(sql);

if (!/^COPY\b/m.test(sql))
	for (const row of reader.getRows())
		console.log(row.join('\t'));
