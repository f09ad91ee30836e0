import {type Case, cloudflare} from '../case.ts';

const zones = {operation: 'cloudflare GET zones'};

/** What Cloudflare says. */
export const cloudflareCases: Case[] = [
	cloudflare(6003, 400, 'Invalid request headers', {...zones, chain: [{code: 6111, message: 'Invalid format for Authorization header'}]}),
	cloudflare(1000, 401, 'Invalid API Token', zones),
	cloudflare(9109, 403, 'Cannot use the access token from location: 198.51.100.7', zones),
	cloudflare(10_000, 403, 'Authentication error'),
	cloudflare(81_053, 400, 'An A, AAAA, or CNAME record with that host already exists.'),
	cloudflare(81_057, 400, 'The record already exists.'),
	cloudflare(81_058, 400, 'An identical record already exists.'),
	cloudflare(81_044, 404, 'Record does not exist.'),
	cloudflare(81_045, 400, 'The record quota has been exceeded.'),
	cloudflare(1004, 400, 'DNS Validation Error', {chain: [{code: 9005, message: 'Content for A record must be a valid IPv4 address.'}]}),
	cloudflare(7003, 404, 'Could not route to /zones/x/dns_records, perhaps your object identifier is invalid?'),
	cloudflare(971, 429, 'Please wait and consider throttling your request speed'),
	cloudflare(12_345, 403, 'Something that nobody has seen yet.'),
	cloudflare(12_346, 503, 'Something that nobody has seen yet.'),
	cloudflare(12_347, 400, 'Something that nobody has seen yet.'),
];
