import {spawnSync} from 'node:child_process';
import test from 'ava';
import {helpText} from '../../../source/answers/input/help.ts';

const expected = [
	'Usage',
	'  create-wasper-azure [command] [flags]',
	'',
	'Commands',
	'  create                    Create a deployment, or make an existing one right',
	'                            again (default)',
	'  plan                      What create would do and what it would cost; changes',
	'                            nothing',
	'  apply                     Do what a saved plan FILE says, if the world is',
	'                            still as it was',
	'  teardown                  Remove everything that this tool made',
	'  start                     Start a stopped machine and the application, to',
	'                            proven health',
	'  stop                      Stop the application, and the machine if you say so',
	'  restart                   Stop and start the application',
	'  status                    What the machine says of itself in a few lines',
	'  logs                      Log of the application, or of a SERVICE: app,',
	'                            postgres, redis, nginx',
	'  health                    Ask every part whether it really works',
	'  stats                     Processor, memory and disk',
	'  clean                     Remove stopped containers and old images of ours',
	'',
	'Answers: whatever is not given is asked, or takes the default in brackets',
	'  --sandbox                 Rehearse against stand-ins on this computer; nothing',
	'                            real is created',
	'  --sign-in METHOD          environment, azure-cli, browser or device-code',
	'                            (first that works)',
	'  --subscription ID         Id or name of the Azure subscription (the only one)',
	'  --currency CODE           Currency of prices and budget, such as EUR (USD)',
	'  --region NAME             Azure region (eastus)',
	'  --size NAME               VM size, at least 2 vCPU and 8 GiB (best available)',
	'  --cloudflare-token-file FILE',
	'                            File that holds the Cloudflare API token',
	'  --domain NAME             Domain for Wasper, such as wasper.example.com',
	'  --ssh-from CIDR           IP address or range that may connect over SSH, * for',
	'                            all (your own address)',
	'  --ssh-key PATH            Private SSH key; created if it does not exist',
	'                            (newest in ~/.ssh)',
	'  --release NAME            Release set: recommended, or the older reference',
	'                            (recommended)',
	"  --owner-email EMAIL       E-mail address of the owner's account",
	"  --owner-name NAME         Owner's first and last name (Wasper Owner)",
	'  --owner-password-file FILE',
	"                            File that holds the owner's password, 8 to 64",
	'                            characters (generated)',
	'  --certificate-contact EMAIL',
	"                            E-mail address for Let's Encrypt (the owner's",
	'                            e-mail)',
	'  --budget AMOUNT           Monthly budget to compare the price with (150)',
	'  --os-disk KIND            premium-ssd, or standard-ssd, which is cheaper and',
	'                            slower (premium-ssd)',
	'  --ubuntu RELEASE          22.04, 24.04 or 26.04 (24.04)',
	'  --resource-group NAME     Resource group for all resources (wasper-rg)',
	'',
	'Options',
	'  --yes                     Ask nothing: take flags, environment, answers file',
	'                            and defaults',
	'  --answers FILE            JSON file of answers; see the published schema',
	'  --sandbox-state DIR       Where the sandbox keeps its state',
	'  --sandbox-faults FILE     JSON file of faults for the sandbox to show',
	'  --host USER@ADDRESS       A machine that stands already, instead of one in',
	'                            Azure',
	"  --host-key FINGERPRINT    That machine's SSH host key, SHA256:…, to be trusted",
	'                            unasked',
	'  --data-disk PATH          with --host: its empty data disk, /dev/disk/by-id/…;',
	'                            else data lives on the system disk',
	'  --deallocate              stop: give the machine back too; only its disks and',
	'                            its address cost money then',
	'  --follow                  logs: go on with new lines as they come',
	'  --since TIME              logs: from then on, such as 10m, 2h,',
	'                            2026-11-21T08:00',
	'  --grep TEXT               logs: only lines that hold this text',
	'  --override ID,…           Go on in spite of these failed checks, such as',
	'                            azure.quota.family',
	'  --out FILE                plan: save the plan there, for apply; with --format:',
	'                            the export',
	'  --format NAME             plan: the same resources as an arm template or as',
	'                            terraform, instead of the plan',
	'  --json                    One event a line on stdout, and nothing else there;',
	'                            plan, status, health, stats: one document',
	'  --plain                   Plain lines instead of a live checklist',
	'  --accessible              For screen readers: append-only lines, numbered',
	'                            choices',
	'  --log-file FILE           Where to write the log of the run',
	'  --debug                   Say more in the log',
	'  --version                 Print the version',
	'  --help                    Print this help',
	'',
	'Environment: flags stand above it, and it stands above the answers file',
	'  WASPER_TARGET                 Where to deploy',
	'  WASPER_SIGN_IN                Sign-in',
	'  WASPER_SUBSCRIPTION           Subscription',
	'  WASPER_CURRENCY               Currency',
	'  WASPER_REGION                 Region',
	'  WASPER_SIZE                   VM size',
	'  CLOUDFLARE_API_TOKEN          Cloudflare token',
	'  WASPER_DOMAIN                 Domain',
	'  WASPER_SSH_FROM               SSH from',
	'  WASPER_SSH_KEY                SSH key',
	'  WASPER_RELEASE                Release',
	'  WASPER_OWNER_EMAIL            Owner e-mail',
	'  WASPER_OWNER_NAME             Owner name',
	'  WASPER_OWNER_PASSWORD         Owner password',
	'  WASPER_CERTIFICATE_CONTACT    Certificate contact',
	'  WASPER_BUDGET                 Budget',
	'  WASPER_OS_DISK                OS disk',
	'  WASPER_UBUNTU                 Ubuntu',
	'  WASPER_RESOURCE_GROUP         Resource group',
	'',
	'Examples',
	'  create-wasper-azure',
	'  create-wasper-azure --sandbox',
	'  create-wasper-azure --yes --answers answers.json',
];

test('--help reads exactly like this', t => {
	t.deepEqual(helpText().split('\n'), [...expected, '']);
});

test('no line of the help is wider than 80 columns', t => {
	t.deepEqual(
		expected.filter(line => line.length > 80),
		[],
	);
});

test('in a narrow window the help is no wider than it, and says the same', t => {
	const narrow = helpText(40);
	t.deepEqual(
		narrow.split('\n').filter(line => line.length > 40 && !line.startsWith('  create-wasper-azure --')),
		[],
	);
	const words = (text: string) => text.split(/\s+/).filter(Boolean);
	t.deepEqual(words(narrow), words(helpText()));
});

test('the help loads neither a validator nor a drawing library', t => {
	const help = new URL('../../../source/answers/input/help.ts', import.meta.url).href;
	const program = `
		const {registerHooks} = await import('node:module');
		const seen = [];
		registerHooks({resolve(name, context, next) { const resolved = next(name, context); seen.push(resolved.url); return resolved; }});
		await import('${help}');
		console.log(JSON.stringify(seen));`;
	const {stdout} = spawnSync(process.execPath, ['--import=tsx', '--input-type=module', '-e', program], {encoding: 'utf8', timeout: 20_000});
	const seen = JSON.parse(stdout) as string[];
	t.true(seen.some(url => url.includes('answers/questions.ts')));
	t.deepEqual(
		seen.filter(url => url.includes('node_modules')),
		[],
	);
});
