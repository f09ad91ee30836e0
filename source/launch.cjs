'use strict';
// What must be quick is done before the command line itself is loaded.
if (process.argv.includes('--version', 2)) {
	console.log(require('../package.json').version);
} else {
	require('node:module').enableCompileCache();
	void import('./cli.js');
}
