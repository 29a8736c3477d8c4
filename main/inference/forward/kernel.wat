;; The fast path of Mlp: one dense layer, four numbers at a time. Assembled by build/make-kernels.mjs into kernel-bytes.ts;
;; simd-pass.ts lays out the memory; plain-pass.ts says the same in TypeScript.
;;
;; Weights come in blocks of 16 outputs. A block is 16 biases and then 16 weights per input, so that it is read from its
;; beginning to its end; a row of 16 is 64 bytes.
(module
  (memory (export "memory") 1)

  ;; Writes max($floor, bias + weights x input) for 16 x $blocks outputs. All addresses are in bytes; $present has room for
  ;; 8 bytes per input and 8 more.
  (func (export "dense")
    (param $input i32) (param $inputs i32) (param $weights i32) (param $blocks i32) (param $output i32)
    (param $present i32) (param $floor f32)
    (local $inputEnd i32) (local $presentEnd i32) (local $row i32) (local $at i32) (local $value f32)
    (local $block i32) (local $other i32) (local $v v128) (local $w v128)
    (local $sum0 v128) (local $sum1 v128) (local $sum2 v128) (local $sum3 v128)

    ;; Lists the inputs that are not 0, each with the place of its row in a block: a third of the features are 0, and half
    ;; of what ReLU lets through. Every input is written, and the next one over it if it was 0.
    (local.set $inputEnd (i32.add (local.get $input) (i32.shl (local.get $inputs) (i32.const 2))))
    (local.set $presentEnd (local.get $present))
    (local.set $row (i32.const 64))
    (block $listed
      (loop $next
        (br_if $listed (i32.ge_u (local.get $input) (local.get $inputEnd)))
        (local.set $value (f32.load (local.get $input)))
        (f32.store offset=0 (local.get $presentEnd) (local.get $value))
        (i32.store offset=4 (local.get $presentEnd) (local.get $row))
        (local.set $presentEnd
          (i32.add (local.get $presentEnd)
            (i32.shl (f32.ne (local.get $value) (f32.const 0)) (i32.const 3))))
        (local.set $row (i32.add (local.get $row) (i32.const 64)))
        (local.set $input (i32.add (local.get $input) (i32.const 4)))
        (br $next)))
    ;; Two are taken at a time; after an odd number comes a 0.
    (f32.store offset=0 (local.get $presentEnd) (f32.const 0))
    (i32.store offset=4 (local.get $presentEnd) (i32.const 64))

    (local.set $block (local.get $weights))
    (loop $nextBlock
      (local.set $sum0 (v128.load offset=0 (local.get $block)))
      (local.set $sum1 (v128.load offset=16 (local.get $block)))
      (local.set $sum2 (v128.load offset=32 (local.get $block)))
      (local.set $sum3 (v128.load offset=48 (local.get $block)))
      (local.set $at (local.get $present))
      (block $summed
        (loop $next
          (br_if $summed (i32.ge_u (local.get $at) (local.get $presentEnd)))
          (local.set $v (v128.load32_splat offset=0 (local.get $at)))
          (local.set $row (i32.add (local.get $block) (i32.load offset=4 (local.get $at))))
          (local.set $w (v128.load32_splat offset=8 (local.get $at)))
          (local.set $other (i32.add (local.get $block) (i32.load offset=12 (local.get $at))))
          (local.set $sum0
            (f32x4.add (local.get $sum0)
              (f32x4.add
                (f32x4.mul (local.get $v) (v128.load offset=0 (local.get $row)))
                (f32x4.mul (local.get $w) (v128.load offset=0 (local.get $other))))))
          (local.set $sum1
            (f32x4.add (local.get $sum1)
              (f32x4.add
                (f32x4.mul (local.get $v) (v128.load offset=16 (local.get $row)))
                (f32x4.mul (local.get $w) (v128.load offset=16 (local.get $other))))))
          (local.set $sum2
            (f32x4.add (local.get $sum2)
              (f32x4.add
                (f32x4.mul (local.get $v) (v128.load offset=32 (local.get $row)))
                (f32x4.mul (local.get $w) (v128.load offset=32 (local.get $other))))))
          (local.set $sum3
            (f32x4.add (local.get $sum3)
              (f32x4.add
                (f32x4.mul (local.get $v) (v128.load offset=48 (local.get $row)))
                (f32x4.mul (local.get $w) (v128.load offset=48 (local.get $other))))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br $next)))
      (local.set $v (f32x4.splat (local.get $floor)))
      (v128.store offset=0 (local.get $output) (f32x4.pmax (local.get $sum0) (local.get $v)))
      (v128.store offset=16 (local.get $output) (f32x4.pmax (local.get $sum1) (local.get $v)))
      (v128.store offset=32 (local.get $output) (f32x4.pmax (local.get $sum2) (local.get $v)))
      (v128.store offset=48 (local.get $output) (f32x4.pmax (local.get $sum3) (local.get $v)))
      (local.set $output (i32.add (local.get $output) (i32.const 64)))
      (local.set $block
        (i32.add (local.get $block) (i32.shl (i32.add (local.get $inputs) (i32.const 1)) (i32.const 6))))
      (local.set $blocks (i32.sub (local.get $blocks) (i32.const 1)))
      (br_if $nextBlock (local.get $blocks)))))
