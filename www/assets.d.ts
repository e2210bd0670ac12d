declare module '*.css' {
  const text: string;
  export default text;
}
/** Flags of WebGPU, which the library of types has not. */
declare const GPUBufferUsage: Record<'STORAGE' | 'UNIFORM' | 'COPY_SRC' | 'COPY_DST' | 'MAP_READ', number>;
declare const GPUShaderStage: Record<'COMPUTE', number>;
declare const GPUMapMode: Record<'READ', number>;
