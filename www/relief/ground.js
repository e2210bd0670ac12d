// The landscape itself, drawn by WebGL: bands of the map's colours in the light, its contour lines, the sides down to the base.

import { AWAY, BASE, DEPTH, RISE } from './camera.js';
import { CUTS } from './holes.js';

/** @typedef {import('./camera.js').Camera} Camera */
/** @typedef {import('./surface.js').Scenery} Scenery */

/** Width and height of the image of a crowd. */
export const CROWD = /** @type {const} */ ([128, 96]);

/** Where the light comes from, seen from the eye: right, away, up. */
const LIGHT = [-0.46, -0.3, 0.84];
/** How much a slope is lighter or darker than what lies flat, on a light and on a dark page. */
const CONTRAST = /** @type {const} */ ([0.42, 1]);

/** What the light does: its direction over the ground, and how strong it is. @param {Camera} camera @param {boolean} dark @returns {[number, number, number, number]} */
export function lightOf({ sin, cos }, dark) {
  const [right, away, up] = LIGHT;
  return [right * cos - away * sin, right * sin + away * cos, up, CONTRAST[dark ? 1 : 0]];
}

/** Colour of the sides: the page, with a little of the lowest band. @param {number[]} page @param {number[]} low */
export const sideOf = (page, low) => page.map((part, k) => 0.5 * part + 0.5 * low[k]);

/** How opaque contour lines are: in the light they need a little more. @param {number} strength on the map @param {number[]} page */
export const opaque = (strength, page) => strength * (page[0] < 128 ? 1 : 1.35);

const VERTEX = `#version 300 es
precision highp float;
precision highp int;
uniform sampler2D ground;
uniform ivec2 size;
uniform vec2 half_, middle, screen, depth;
uniform vec4 view; // sin, cos of the turn; sin, cos of the tilt
uniform float scale, rise, base, away;
uniform int sides;
out float high, shade, below;
out vec2 at;
uniform vec4 light;
float height(ivec2 c) { return texelFetch(ground, clamp(c, ivec2(0), size - 1), 0).r; }
void main() {
  ivec2 cell;
  bool foot = false;
  vec3 normal = vec3(0.0);
  if (sides > 0) {
    int k = sides == 1 ? gl_VertexID >> 1 : gl_VertexID;
    foot = sides == 1 && (gl_VertexID & 1) == 1;
    int w = size.x - 1, h = size.y - 1;
    k = k % (2 * (w + h));
    if (k < w) cell = ivec2(k, 0), normal = vec3(0, -1, 0);
    else if (k < w + h) cell = ivec2(w, k - w), normal = vec3(1, 0, 0);
    else if (k < 2 * w + h) cell = ivec2(2 * w + h - k, h), normal = vec3(0, 1, 0);
    else cell = ivec2(0, 2 * (w + h) - k), normal = vec3(-1, 0, 0);
  } else cell = ivec2(gl_VertexID >> 1, gl_InstanceID + (gl_VertexID & 1));
  high = height(cell);
  at = vec2(cell) / vec2(size - 1);
  float h = foot ? -base / rise : high;
  below = foot ? 1.0 : 0.0;
  if (sides == 0) {
    vec2 span = vec2(size - 1) / (2.0 * half_) * rise / 2.0;
    float dx = height(cell + ivec2(1, 0)) - height(cell - ivec2(1, 0));
    float dy = height(cell + ivec2(0, 1)) - height(cell - ivec2(0, 1));
    if (cell.x == 0 || cell.x == size.x - 1) dx *= 2.0;
    if (cell.y == 0 || cell.y == size.y - 1) dy *= 2.0;
    normal = normalize(vec3(-dx * span.x, -dy * span.y, 1.0));
  }
  shade = 1.0 + light.w * (dot(normal, light.xyz) - 0.2);
  if (sides == 0) shade += light.w * (0.2 - light.z);
  else shade = mix(1.0, shade, 0.5);
  vec2 p = (2.0 * at - 1.0) * half_;
  float z = (h - 0.5) * rise;
  float back = p.y * view.y - p.x * view.x;
  float far = away + back * view.w - z * view.z;
  vec2 on = vec2(p.x * view.y + p.y * view.x, z * view.w + back * view.z) * scale * away;
  vec2 mid = vec2(2.0 * middle.x / screen.x - 1.0, 1.0 - 2.0 * middle.y / screen.y);
  gl_Position = vec4(mid * far + 2.0 * on / screen, depth.x * far + depth.y - (sides == 2 ? 0.01 : 0.0), far);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
precision highp int;
uniform vec3 bands[16];
uniform vec4 line; // and how opaque
uniform vec3 side, page;
uniform float levels[16];
uniform float thick;
uniform int last, sides, crowded, hollow;
uniform sampler2D crowd, holes;
in float high, shade, below;
in vec2 at;
out vec4 color;
// Where slopes are steep the steps of the grid would be teeth.
bool hole() {
  vec2 cell = 1.5 / vec2(textureSize(holes, 0));
  float sum = 0.0;
  for (int x = -1; x <= 1; x += 1)
    for (int y = -1; y <= 1; y += 1) sum += texture(holes, at + cell * vec2(x, y)).r;
  return sum > 4.5;
}
void main() {
  if (hollow == 1 && hole()) discard;
  if (sides == 1) { color = vec4(mix(side * shade, page, 0.45 * below), 1.0); return; }
  if (sides == 2) { color = vec4(line.rgb, 1.0); return; }
  int band = 0;
  while (band < last && high >= levels[band]) band += 1;
  float away = 1e9;
  if (band > 0) away = high - levels[band - 1];
  if (band < last) away = min(away, levels[band] - high);
  vec3 own = bands[band];
  away /= max(fwidth(high), 1e-6);
  float cover = clamp(thick + 0.5 - away, 0.0, 1.0) * line.a;
  own = mix(own, line.rgb, cover) * shade;
  if (crowded == 1) {
    vec4 many = texture(crowd, vec2(at.x, 1.0 - at.y));
    own = mix(own, many.rgb / max(many.a, 1e-4), many.a);
  }
  color = vec4(clamp(own, 0.0, 1.0), 1.0);
}`;

/** @param {WebGL2RenderingContext} gl @param {number} type @param {string} text */
function shader(gl, type, text) {
  const made = /** @type {WebGLShader} */ (gl.createShader(type));
  gl.shaderSource(made, text);
  gl.compileShader(made);
  return made;
}

/** What draws landscapes on a canvas. */
export class Ground {
  /** @param {WebGL2RenderingContext} gl */
  constructor(gl) {
    this.gl = gl;
    const program = gl.createProgram();
    gl.attachShader(program, shader(gl, gl.VERTEX_SHADER, VERTEX));
    gl.attachShader(program, shader(gl, gl.FRAGMENT_SHADER, FRAGMENT));
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost())
      throw new Error(gl.getProgramInfoLog(program) ?? '');
    gl.useProgram(program);
    gl.enable(gl.DEPTH_TEST);
    /** @type {Map<string, WebGLUniformLocation | null>} */
    this.places = new Map();
    this.program = program;
    for (const unit of [0, 1, 2]) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
      const smooth = unit ? gl.LINEAR : gl.NEAREST;
      for (const side of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, side, smooth);
      for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
        gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
    }
    gl.uniform1i(this.#at('crowd'), 1);
    gl.uniform1i(this.#at('holes'), 2);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    this.size = [2, 2];
  }

  /** @param {string} name */
  #at(name) {
    const known = this.places.get(name) ?? this.gl.getUniformLocation(this.program, name);
    this.places.set(name, known);
    return known;
  }

  /** Takes another landscape. @param {Scenery} scenery */
  take({ columns, rows, heights, cuts, levels, bands, line, strength, side, page }) {
    const { gl } = this;
    this.size = [columns, rows];
    gl.activeTexture(gl.TEXTURE0);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, columns, rows, 0, gl.RED, gl.FLOAT, heights);
    gl.uniform1i(this.#at('hollow'), cuts ? 1 : 0);
    if (cuts) {
      gl.activeTexture(gl.TEXTURE2);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, ...CUTS, 0, gl.RED, gl.UNSIGNED_BYTE, cuts);
    }
    const part = (/** @type {number[]} */ rgb) => rgb.map((x) => x / 255);
    gl.uniform2i(this.#at('size'), columns, rows);
    gl.uniform3fv(this.#at('bands'), bands.flatMap(part));
    gl.uniform1fv(this.#at('levels'), levels);
    gl.uniform1i(this.#at('last'), levels.length);
    gl.uniform4fv(this.#at('line'), [...part(line), opaque(strength, page)]);
    gl.uniform3fv(this.#at('page'), part(page));
    gl.uniform3fv(this.#at('side'), part(side));
  }

  /** Takes the image of a crowd, or that there is none. @param {Uint8Array | undefined} image */
  gather(image) {
    const { gl } = this;
    gl.uniform1i(this.#at('crowded'), image ? 1 : 0);
    if (!image) return;
    gl.activeTexture(gl.TEXTURE1);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, ...CROWD, 0, gl.RGBA, gl.UNSIGNED_BYTE, image);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  }

  /** @param {Camera} camera @param {number} ratio device pixels for one of CSS @param {boolean} dark */
  draw(camera, ratio, dark) {
    const { gl } = this;
    const [columns, rows] = this.size;
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    gl.uniform2fv(this.#at('half_'), camera.half);
    gl.uniform2fv(this.#at('middle'), camera.middle);
    gl.uniform2fv(this.#at('screen'), camera.size);
    gl.uniform2fv(this.#at('depth'), DEPTH);
    gl.uniform4f(this.#at('view'), camera.sin, camera.cos, camera.up, camera.flat);
    gl.uniform1f(this.#at('scale'), camera.scale);
    gl.uniform1f(this.#at('rise'), RISE);
    gl.uniform1f(this.#at('base'), BASE);
    gl.uniform1f(this.#at('away'), AWAY);
    gl.uniform4fv(this.#at('light'), lightOf(camera, dark));
    gl.uniform1f(this.#at('thick'), 0.55 * ratio);
    gl.uniform1i(this.#at('sides'), 0);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 2 * columns, rows - 1);
    gl.uniform1i(this.#at('sides'), 1);
    const around = 2 * (columns + rows - 2) + 1;
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 2 * around);
    gl.uniform1i(this.#at('sides'), 2);
    gl.drawArrays(gl.LINE_STRIP, 0, around);
  }
}
