import type { Peer } from '../harness/processes.ts'
import { startPeer } from '../harness/processes.ts'
import type { AiSdkSettings } from '../peers/ai-sdk.ts'
import type { EmulatorSettings } from '../peers/emulator.ts'
import type { RelaySettings } from '../peers/relay.ts'
import type { ChatSubject } from './chat.ts'
import { parleySubject } from './parley-chat.ts'
import { startParley } from './parley.ts'
import { aiSdkSubject, directSubject, relaySubject } from './posted-chat.ts'

const model = 'gemini-3.8-flash'

/** A subject with the process that is measured. */
export type Server = ChatSubject & Pick<Peer, 'pid' | 'url'>

/** Starts the emulator, and Parley and its peers on it, each a process of its own. */
export async function startSubjects(
  emulator: Omit<EmulatorSettings, 'models'>,
  onEnd: (stop: () => Promise<unknown>) => void,
): Promise<{ direct: Server, relay: Server, aiSdk: Server, parley: Server }> {
  const ended = <Started extends Peer>(peer: Started): Started => {
    onEnd(peer.stop)
    return peer
  }
  const gemini = ended(await startPeer('emulator', { models: [model], ...emulator } satisfies EmulatorSettings))
  const settings = { geminiUrl: gemini.url, model }
  const relay = ended(await startPeer('relay', settings satisfies RelaySettings))
  const aiSdk = ended(await startPeer('ai-sdk', settings satisfies AiSdkSettings))
  const parley = ended(await startParley(settings))
  return {
    direct: { ...directSubject(settings), pid: gemini.pid, url: gemini.url },
    relay: { ...relaySubject(relay.url), pid: relay.pid, url: relay.url },
    aiSdk: { ...aiSdkSubject(aiSdk.url), pid: aiSdk.pid, url: aiSdk.url },
    parley: { ...parleySubject(parley.url), pid: parley.pid, url: parley.url },
  }
}
