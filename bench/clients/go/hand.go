package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

type user struct {
	ID          int64          `json:"id"`
	UUID        string         `json:"uuid"`
	Email       string         `json:"email"`
	Username    string         `json:"username"`
	FullName    *string        `json:"full_name"`
	Bio         *string        `json:"bio"`
	AvatarURL   *string        `json:"avatar_url"`
	Metadata    map[string]any `json:"metadata"`
	Roles       []string       `json:"roles"`
	IsActive    bool           `json:"is_active"`
	IsSuperuser bool           `json:"is_superuser"`
	IsVerified  bool           `json:"is_verified"`
	Status      string         `json:"status"`
	CreatedAt   time.Time      `json:"created_at"`
	UpdatedAt   time.Time      `json:"updated_at"`
	LastLoginAt *time.Time     `json:"last_login_at"`
}

type page struct {
	Items      []user  `json:"items"`
	NextCursor *string `json:"next_cursor"`
}

// service makes calls as one writes them without a client: a status that is checked, structs that are decoded.
type service struct{ baseURL, token string }

func (s service) user(ctx context.Context, id int64) (any, error) {
	return get[user](ctx, s, fmt.Sprintf("/users/%d", id))
}

func (s service) users(ctx context.Context, limit int64) (any, error) {
	return get[page](ctx, s, fmt.Sprintf("/users?limit=%d", limit))
}

func get[T any](ctx context.Context, s service, path string) (*T, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.baseURL+path, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "by-hand/1.0.0")
	request.Header.Set("Authorization", "Bearer "+s.token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s is answered %s", path, response.Status)
	}
	into := new(T)
	return into, json.Unmarshal(body, into)
}
