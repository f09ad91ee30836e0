#!/usr/bin/env node
'use strict';
// Old syntax on purpose: every Node can read this file and say what is needed instead of failing on a modern one.
var version = process.versions.node;
var parts = version.split('.');
var major = Number(parts[0]);
var minor = Number(parts[1]);

if ((major === 22 && minor >= 20) || (major === 24 && minor >= 12) || major > 24) {
	require('./launch.cjs');
} else {
	console.error(
		'create-wasper-azure needs Node 22.20+ or 24.12+. This is Node ' +
			version +
			'.\n' +
			'\n' +
			'Nothing was started. To get a newer Node:\n' +
			'  nvm install 24      (nvm)\n' +
			'  fnm install 24      (fnm)\n' +
			'  volta install node@24\n' +
			'  or the installer at https://nodejs.org/en/download\n' +
			'\n' +
			'In a clone of the project, `npm start` brings its own Node.'
	);
	process.exitCode = 1;
}
