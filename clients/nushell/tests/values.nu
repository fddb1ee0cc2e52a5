# Tests of how values are written and read.

use std/assert
use ../gatehouse/runtime/shapes.nu *
use ../gatehouse/runtime/wire.nu *

export def "test path segments are escaped" [] {
  let simple = {wire: "id" style: "simple" explode: false}
  assert equal (path-value $simple "a/b?c d") "a%2Fb%3Fc%20d"
  assert equal (path-value ($simple | upsert style "label") [1 2]) ".1,2"
  assert equal (path-value ($simple | upsert style "matrix") 3) ";id=3"
  assert equal (path-value {wire: "id" style: "matrix" explode: true} {a: 1 b: 2}) ";a=1;b=2"
}

export def "test query styles" [] {
  let form = {wire: "f" style: "form" explode: true}
  assert equal (pairs $form [1 "a b"]) ["f=1" "f=a%20b"]
  assert equal (pairs ($form | upsert explode false) [1 2]) ["f=1,2"]
  assert equal (pairs ($form | upsert explode false | upsert style "pipeDelimited") [1 2]) ["f=1%7C2"]
  assert equal (pairs ($form | upsert style "deepObject") {a: 1 b: {c: 2}}) ["f%5Ba%5D=1" "f%5Bb%5D%5Bc%5D=2"]
  assert equal (pairs $form {a: 1 b: true}) ["a=1" "b=true"]
  assert equal (pairs $form 2026-01-02T03:04:05Z) ["f=2026-01-02T03%3A04%3A05Z"]
}

export def "test multipart bodies" [] {
  let parts = [{wire: "file" content_type: "application/octet-stream" is_file: true is_list: false}]
  let body = multipart-body $parts {file: 0x[00 01] name: "x"} "b" | decode latin1
  assert str contains $body "name=\"file\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\n"
  let many = multipart-body [] {tag: ["a" "b,c"]} "b" | decode latin1
  assert equal ($many | split row "name=\"tag\"" | length) 3
  assert ($body | str ends-with "name=\"name\"\r\n\r\nx\r\n--b--\r\n")
}

export def "test requests are checked" [] {
  let types = {Thing: {kind: "object" fields: {at: "datetime" n: "integer"} required: ["n"] settled: {int: ["n"]} others: ["at"]}}
  assert equal (to-wire $types {ref: "Thing"} {n: 1 at: 2026-01-01T00:00:00Z}) {n: 1 at: "2026-01-01T00:00:00Z"}
  assert equal (to-wire $types {nullable: {ref: "Thing"}} null) null
  assert error {|| to-wire $types {ref: "Thing"} {n: null} }
  assert error {|| to-wire $types {ref: "Thing"} {} }
  assert error {|| to-wire $types {ref: "Thing"} {n: 1 other: 2} }
  assert error {|| to-wire $types {ref: "Thing"} {n: "1"} }
}

export def "test answers are read leniently" [] {
  let types = {
    Thing: {
      kind: "object" fields: {at: "datetime" kind: "string" raw: "bytes"} required: ["at"]
      settled: {string: ["kind"]} others: ["at" "raw"]
    }
  }
  let value = from-wire $types {list: {ref: "Thing"}} [{at: "2026-01-01T00:00:00Z" kind: "new" more: 1 raw: "AAE="} {kind: null}]
  assert equal $value.0.at 2026-01-01T00:00:00Z
  assert equal $value.0.raw 0x[00 01]
  assert equal $value.0.more 1
  assert equal $value.1 {kind: null}
  assert error {|| from-wire $types {ref: "Thing"} {at: 5} }
  assert error {|| from-wire $types {ref: "Thing"} {kind: 5} }
  assert error {|| from-wire $types {ref: "Thing"} [] }
  assert error {|| from-wire $types {ref: "Thing"} null }
  assert error {|| from-wire $types {list: "string"} [null] }
}

export def "test lists of objects are read as each of them is" [] {
  let types = {
    Thing: {
      kind: "object"
      fields: {
        at: {nullable: "datetime"} kind: "string" tags: {list: "string"} size: "double"
        data: {map: "any"} times: {map: "datetime"} raw: "bytes" inner: {ref: "Inner"}
      }
      required: [] settled: {string: ["kind"]} others: ["at" "tags" "size" "data" "times" "raw" "inner"]
    }
    Inner: {kind: "object" fields: {at: "datetime"} required: [] settled: {} others: ["at"]}
  }
  let at = "2026-01-01T00:00:00Z"
  for rows in [
    [{at: $at kind: "a"} {at: "2026-01-02T00:00:00.5Z" kind: "b"}]
    [{at: null kind: "a"} {at: $at kind: null}]
    [{at: null} {at: null}]
    [{tags: ["a"] size: 1} {tags: [] size: 2.5}]
    [{data: {at: $at} times: {x: $at}} {data: {at: 1} times: {y: $at}}]
    [{raw: "AAE=" inner: {at: $at}} {raw: "AAI=" inner: {at: $at more: $at}}]
    [{other: $at} {other: 1}]
    [{at: $at} {at: $at kind: "a"}]
  ] {
    assert equal (from-wire $types {list: {ref: "Thing"}} $rows) ($rows | each {|row| from-wire $types {ref: "Thing"} $row })
  }
  for wrong in [
    {rows: [{at: $at} {at: "never"}] place: "answer/1/at must be a time"}
    {rows: [{kind: "a"} {kind: 1}] place: "answer/1/kind must be text"}
    {rows: [{tags: ["a"]} {tags: [null]}] place: "answer/1/tags/0 must be text"}
    {rows: [{data: 1} {data: 2}] place: "answer/0/data must be a record"}
  ] {
    let said = try { from-wire $types {list: {ref: "Thing"}} $wrong.rows; "" } catch {|caught| $caught.msg }
    assert str contains $said $wrong.place
  }
}

export def "test unions find their arm or keep the value" [] {
  let types = {
    Pet: {kind: "union" strategy: "discriminator" property: "type" arms: [
      {type: {ref: "Cat"} statuses: [] match: {json_types: ["object"] tags: ["cat"]}}
      {type: {ref: "Dog"} statuses: [] match: {json_types: ["object"] tags: ["dog"]}}
    ]}
    Cat: {kind: "object" fields: {type: "string" born: "datetime"} required: [] settled: {string: ["type"]} others: ["born"]}
    Dog: {kind: "object" fields: {type: "string" born: "string"} required: [] settled: {string: ["type" "born"]} others: []}
  }
  assert equal (from-wire $types {ref: "Pet"} {type: "cat" born: "2026-01-01T00:00:00Z"}).born 2026-01-01T00:00:00Z
  assert equal (from-wire $types {ref: "Pet"} {type: "dog" born: "2026"}).born "2026"
  assert equal (from-wire $types {ref: "Pet"} {type: "fish" born: 7}).born 7
}

export def "test nulls in free data and in lists stay" [] {
  let data = {a: null list: [1 null [null]] deep: {none: null}}
  assert equal (to-wire {} "any" $data) $data
  assert equal (from-wire {} "any" $data) $data
  assert equal (to-wire {} {list: {nullable: "integer"}} [1 null]) [1 null]
  assert equal (from-wire {} {list: {nullable: "datetime"}} [null]) [null]
}
