// Parts of packages that a bundle cannot carry, or that are dead weight in ours.

/** Throws where it is required: its users catch that and go on without (ssh2 with plain JavaScript). */
const missing = 'throw new Error("Not part of this bundle.")';

/** Files, and what stands in their place. */
const replaced = [
	// Deprecated RSA helpers, never called, and the only user of node-forge.
	{file: /acme-client\/src\/crypto\/forge\.js$/, contents: 'module.exports = {}'},
	// Content types of uploaded files and multipart bodies: no request of ours has either.
	{file: /\/mime-db\/db\.json$/, contents: 'module.exports = {}'},
	{file: /\/form-data\/lib\/form_data\.js$/, contents: 'module.exports = class FormData {}'},
	// Asked only whether this Node is at least 16, and it is.
	{file: /\/semver\/(index|semver)\.js$/, contents: 'exports.satisfies = () => true'},
	// Files over SFTP: ours go over a plain channel, as an archive.
	{file: /\/ssh2\/lib\/protocol\/SFTP\.js$/, contents: 'exports.SFTP = class SFTP {}'},
	// Taking up a poller of an earlier process: names every operation of Azure, and no run of ours keeps a poller.
	{file: /\/@azure\/arm-[\w-]+\/dist\/esm\/restorePollerHelpers\.js$/, contents: 'export function restorePoller() {}'},
	// Schemas compiled to code, on request: nobody asks.
	{
		file: /\/zod\/v4\/core\/compile\.js$/,
		contents: 'export let INVALID, compile, compileFn, withParser, ZodCompileAsyncError, ZodCompileUnsupportedError',
	},
	// Schemas told as JSON schemas: that is done by the build.
	{file: /\/zod\/v4\/core\/json-schema-processors\.js$/, contents: 'export let toJSONSchema, allProcessors'},
	// Messages in fifty languages; the default stays.
	{file: /\/zod\/v4\/locales\/index\.js$/, contents: "export {default as en} from './en.js'"},
];

/** esbuild plugin: leaves out what is missing, and puts in what replaces. */
export const stubs = {
	name: 'stubs',
	setup(build) {
		build.onResolve({filter: /^(cpu-features|react-devtools-core)$|\.node$/}, ({path}) => ({path, namespace: 'missing'}));
		build.onLoad({filter: /.*/, namespace: 'missing'}, () => ({contents: missing}));
		for (const {file, contents} of replaced) {
			build.onLoad({filter: file}, ({path}) => ({contents, loader: 'js', resolveDir: path.replace(/\/[^/]*$/, '')}));
		}
	},
};
