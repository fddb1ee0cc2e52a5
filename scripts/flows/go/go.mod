module gatehouse.example/flow

go 1.24

require gatehouse.example/client v0.0.0

replace gatehouse.example/client => ../../../clients/go
