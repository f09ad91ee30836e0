/** What a system call says of a file, in words that follow “can't be used:”. */
const reasons: Partial<Record<string, string>> = {
	EACCES: 'this account is not allowed to',
	EPERM: 'this account is not allowed to',
	EROFS: 'it is on a read-only disk',
	ENOSPC: 'the disk is full',
	EDQUOT: "this account's share of the disk is used up",
	ENOENT: 'it is not there',
	ENOTDIR: 'a part of its path is a file and no folder',
	EISDIR: 'it is a folder',
	EEXIST: 'there is a file in its place',
	ENAMETOOLONG: 'its name is too long',
	ELOOP: 'its links lead in a circle',
	EIO: 'the disk does not answer',
	ENXIO: 'it is a pipe that nobody reads',
};

const calls = new Set([
	'access',
	'chmod',
	'copyfile',
	'link',
	'lstat',
	'mkdir',
	'open',
	'read',
	'rename',
	'rmdir',
	'scandir',
	'stat',
	'unlink',
	'write',
]);

export interface FileFailure {
	/** The file; absent where only an open stream was written, such as standard output. */
	path?: string;
	reason: string;
}

/** What is wrong with a file, if `error` is Node's word of that; undefined for every other error. */
export function fileFailure(error: unknown): FileFailure | undefined {
	if (!(error instanceof Error)) {
		return undefined;
	}

	const {code = '', syscall = '', path}: NodeJS.ErrnoException = error;
	// Node reports a folder that can't be created on a read-only disk as missing.
	const reason = syscall === 'mkdir' && code === 'ENOENT' ? 'nothing can be created there' : reasons[code];
	return reason === undefined || !calls.has(syscall) ? undefined : {reason, ...(path !== undefined && {path})};
}
