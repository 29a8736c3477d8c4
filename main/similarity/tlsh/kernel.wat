;; The fast path of TlshHasher: counts the six triplets of every byte. Assembled by build/make-kernels.mjs into
;; kernel-bytes.ts; count-wasm.ts fills the tables and reads the counters; count-plain.ts says the same in TypeScript.
;;
;; Memory, in bytes. Every number in a table, and so every index, is already multiplied by 4, the size of an entry.
;;       0   8 tables of 256 words: the Pearson table, then the tables salted with 0, 2, 3, 5, 7, 11 and 13
;;    8192   6 x 256 words: the counters, one row a triplet, so that no count waits for the one before it
;;   16384   4 bytes that came before, then the bytes of this block
(module
  (memory (export "memory") 2)

  ;; Adds the bytes from $at on up to $end to the counters and returns the new checksum, times 4 as $checksum is.
  ;; $at and $end point 4 bytes before the newest byte of the window, which is its oldest byte.
  (func (export "count") (param $at i32) (param $end i32) (param $checksum i32) (result i32)
    (local $b0 i32) (local $b1 i32) (local $b2 i32) (local $b3 i32) (local $b4 i32) (local $i i32)

    (local.set $b3 (i32.shl (i32.load8_u offset=0 (local.get $at)) (i32.const 2)))
    (local.set $b2 (i32.shl (i32.load8_u offset=1 (local.get $at)) (i32.const 2)))
    (local.set $b1 (i32.shl (i32.load8_u offset=2 (local.get $at)) (i32.const 2)))
    (local.set $b0 (i32.shl (i32.load8_u offset=3 (local.get $at)) (i32.const 2)))

    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))

        ;; the window moves on by one byte; $b0 is the newest
        (local.set $b4 (local.get $b3))
        (local.set $b3 (local.get $b2))
        (local.set $b2 (local.get $b1))
        (local.set $b1 (local.get $b0))
        (local.set $b0 (i32.shl (i32.load8_u offset=4 (local.get $at)) (i32.const 2)))

        ;; salt 2: b0 b1 b2
        (local.set $i
          (i32.xor
            (i32.load (i32.xor (i32.load offset=2048 (local.get $b0)) (local.get $b1)))
            (local.get $b2)))
        (i32.store offset=8192 (local.get $i)
          (i32.add (i32.load offset=8192 (local.get $i)) (i32.const 1)))

        ;; salt 3: b0 b1 b3
        (local.set $i
          (i32.xor
            (i32.load (i32.xor (i32.load offset=3072 (local.get $b0)) (local.get $b1)))
            (local.get $b3)))
        (i32.store offset=9216 (local.get $i)
          (i32.add (i32.load offset=9216 (local.get $i)) (i32.const 1)))

        ;; salt 5: b0 b2 b3
        (local.set $i
          (i32.xor
            (i32.load (i32.xor (i32.load offset=4096 (local.get $b0)) (local.get $b2)))
            (local.get $b3)))
        (i32.store offset=10240 (local.get $i)
          (i32.add (i32.load offset=10240 (local.get $i)) (i32.const 1)))

        ;; salt 7: b0 b2 b4
        (local.set $i
          (i32.xor
            (i32.load (i32.xor (i32.load offset=5120 (local.get $b0)) (local.get $b2)))
            (local.get $b4)))
        (i32.store offset=11264 (local.get $i)
          (i32.add (i32.load offset=11264 (local.get $i)) (i32.const 1)))

        ;; salt 11: b0 b1 b4
        (local.set $i
          (i32.xor
            (i32.load (i32.xor (i32.load offset=6144 (local.get $b0)) (local.get $b1)))
            (local.get $b4)))
        (i32.store offset=12288 (local.get $i)
          (i32.add (i32.load offset=12288 (local.get $i)) (i32.const 1)))

        ;; salt 13: b0 b3 b4
        (local.set $i
          (i32.xor
            (i32.load (i32.xor (i32.load offset=7168 (local.get $b0)) (local.get $b3)))
            (local.get $b4)))
        (i32.store offset=13312 (local.get $i)
          (i32.add (i32.load offset=13312 (local.get $i)) (i32.const 1)))

        ;; salt 0: b0 b1 and the checksum so far
        (local.set $checksum
          (i32.load
            (i32.xor
              (i32.load (i32.xor (i32.load offset=1024 (local.get $b0)) (local.get $b1)))
              (local.get $checksum))))

        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $next)))
    (local.get $checksum)))
