import { CreateRouteCommand, DeleteRouteCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Reply } from '../aws-proxy/reply.ts';
import { type Arrival, forwarded } from '../fault-proxy.ts';
import type { SeededAccount } from '../local-account.ts';
import type { LocalAws } from '../local-aws.ts';

/** `broken`: the private subnets have lost their route to the NAT gateway. */
export type NetworkState = 'healthy' | 'broken';

const everywhere = '0.0.0.0/0';

/**
 * An account that is in one of two states, and answers reads as local AWS did when it was first asked in that state: going to and fro
 * between them costs nothing.
 */
export class LocalNetwork {
  state: NetworkState = 'healthy';
  readonly #aws: LocalAws;
  readonly #account: SeededAccount;
  readonly #ec2: EC2Client;
  readonly #known = new Map<string, Promise<Reply>>();
  #actual: Promise<NetworkState> = Promise.resolve('healthy');

  constructor(aws: LocalAws, account: SeededAccount) {
    this.#aws = aws;
    this.#account = account;
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    this.#ec2 = new EC2Client({ endpoint: aws.url, region: 'us-east-1', credentials });
  }

  get routeTable(): string {
    return this.#account.network.privateRoutes;
  }

  readonly answer = async (arrival: Arrival): Promise<Reply> => {
    const { action, method, url, body } = arrival;
    if (!/:(Describe|List|Get)/.test(action)) return forwarded(arrival, this.#aws.url);
    const key = [this.state, action, method, url, body].join(' ');
    const known = this.#known.get(key) ?? this.#asked(arrival, this.state);
    this.#known.set(key, known);
    return known;
  };

  /** Forgets the answers: something else was changed. */
  forget(): void {
    this.#known.clear();
  }

  async #asked(arrival: Arrival, state: NetworkState): Promise<Reply> {
    this.#actual = this.#actual.then((actual) => this.#become(state, actual));
    await this.#actual;
    return forwarded(arrival, this.#aws.url);
  }

  async #become(state: NetworkState, actual: NetworkState): Promise<NetworkState> {
    if (state === actual) return actual;
    const { privateRoutes, natGateway } = this.#account.network;
    const route = { RouteTableId: privateRoutes, DestinationCidrBlock: everywhere };
    await (state === 'broken'
      ? this.#ec2.send(new DeleteRouteCommand(route))
      : this.#ec2.send(new CreateRouteCommand({ ...route, NatGatewayId: natGateway })));
    return state;
  }
}
