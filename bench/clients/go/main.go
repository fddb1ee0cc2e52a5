// Command calls makes calls by hand and by our client, in turn: calls BASE_URL TOKEN IDS CALLS ROUNDS.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	gatehouse "gatehouse.example/client"
)

const pageSize = 50

type call struct {
	name, way string
	make      func(ctx context.Context, id int64) (any, error)
}

func main() {
	if len(os.Args) != 6 {
		log.Fatal("usage: calls BASE_URL TOKEN IDS CALLS ROUNDS")
	}
	hand := service{baseURL: os.Args[1], token: os.Args[2]}
	sdk, err := gatehouse.New(gatehouse.WithBaseURL(hand.baseURL), gatehouse.WithToken(hand.token))
	if err != nil {
		log.Fatal(err)
	}
	ways := [][]call{
		{
			{"get", "hand", func(ctx context.Context, id int64) (any, error) { return hand.user(ctx, id) }},
			{"list", "hand", func(ctx context.Context, _ int64) (any, error) { return hand.users(ctx, pageSize) }},
		},
		{
			{"get", "sdk", func(ctx context.Context, id int64) (any, error) { return sdk.Users.Get(ctx, id) }},
			{"list", "sdk", func(ctx context.Context, _ int64) (any, error) {
				return sdk.Users.List(ctx, &gatehouse.UsersListParams{Limit: gatehouse.Some[int64](pageSize)})
			}},
		},
	}
	run(ways, numbers(os.Args[3]), number(os.Args[4]), int(number(os.Args[5])))
}

// run shows what all calls decode, and then measures them; another way begins each round.
func run(ways [][]call, ids []int64, calls int64, rounds int) {
	for _, each := range append(ways[0], ways[1]...) {
		value, err := each.make(context.Background(), ids[0])
		if err != nil {
			log.Fatal(err)
		}
		print(map[string]any{"call": each.name, "way": each.way, "value": value})
	}
	for round := range rounds {
		for turn := range ways {
			for _, each := range ways[(round+turn)%len(ways)] {
				measure(each, ids, calls)
			}
		}
	}
}

func measure(each call, ids []int64, calls int64) {
	began, used := time.Now(), cpu()
	for i := range calls {
		if _, err := each.make(context.Background(), ids[i%int64(len(ids))]); err != nil {
			log.Fatal(err)
		}
	}
	cpu, wall := perCall(cpu()-used, calls), perCall(time.Since(began), calls)
	print(map[string]any{"call": each.name, "way": each.way, "wall_us": wall, "cpu_us": cpu})
}

func perCall(taken time.Duration, calls int64) float64 { return taken.Seconds() * 1e6 / float64(calls) }

// cpu is what this process has used of its core.
func cpu() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		log.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func print(line map[string]any) {
	if err := json.NewEncoder(os.Stdout).Encode(line); err != nil {
		log.Fatal(err)
	}
}

func numbers(list string) []int64 {
	var found []int64
	for text := range strings.SplitSeq(list, ",") {
		found = append(found, number(text))
	}
	return found
}

func number(text string) int64 {
	value, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		log.Fatal(err)
	}
	return value
}
