module gatehouse.example/client

go 1.24
