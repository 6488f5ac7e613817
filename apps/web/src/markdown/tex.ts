import katex from 'katex'
import type { VNode } from 'vue'
import { toVNodes, type Allowed } from './markup.ts'

const elements = 'math semantics mrow mi mn mo mtext ms mspace mfrac msqrt mroot mstyle merror mpadded mphantom menclose '
  + 'msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd'
const attributes = 'display mathvariant stretchy fence separator lspace rspace minsize maxsize accent accentunder '
  + 'linethickness columnalign columnspacing rowspacing columnlines rowlines frame width height depth voffset scriptlevel '
  + 'displaystyle movablelimits largeop symmetric form notation mathcolor'

const allowedAttributes = new Set(attributes.split(' '))
const allowed: Allowed = {
  elements: new Set(elements.split(' ')),
  attribute: (name, value) => allowedAttributes.has(name) && /^[\w#.%+ -]{0,60}$/.test(value),
  dropped: new Set(['annotation', 'annotation-xml', 'script', 'style']),
}

/**
 * TeX as MathML, which browsers draw without fonts of ours. Undefined when the TeX is wrong or asks for more than a
 * formula needs: macros may expand 200 times, sizes stay under 20 em, and commands that load or link are off.
 */
export function texToVNodes(tex: string, display: boolean): (VNode | string)[] | undefined {
  try {
    const markup = katex.renderToString(tex, {
      output: 'mathml', displayMode: display, throwOnError: true, trust: false, strict: false, maxExpand: 200, maxSize: 20,
    })
    return toVNodes(markup, allowed)
  } catch {
    return undefined
  }
}
