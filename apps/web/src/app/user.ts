import type { InjectionKey } from 'vue'
import { inject } from 'vue'
import type { LaunchUser } from '../telegram/index.ts'

export const userKey: InjectionKey<LaunchUser | undefined> = Symbol('user')

/** Who Telegram says is here, before the server has said anything; unverified, for greeting and sorting only. */
export const useLaunchUser = (): LaunchUser | undefined => inject(userKey, undefined)
