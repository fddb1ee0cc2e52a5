package core

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// Date is a day without a time.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day of a time, in the time's own zone.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// ParseDate reads a date such as 2026-11-20.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Date{}, fmt.Errorf("%q is no date", text)
	}
	return DateOf(t), nil
}

// Time returns midnight of the day.
func (d Date) Time(zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone)
}

// String writes a date such as 2026-11-20.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// MarshalText writes a date such as 2026-11-20.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a date such as 2026-11-20.
func (d *Date) UnmarshalText(data []byte) (err error) {
	*d, err = ParseDate(string(data))
	return err
}

// UUID is a universally unique identifier as text. What a service answers is kept as it is.
type UUID string

// Valid says whether the text has the form of a UUID.
func (u UUID) Valid() bool {
	if len(u) != 36 {
		return false
	}
	for i := range len(u) {
		switch c := u[i]; {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case !('0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'):
			return false
		}
	}
	return true
}

// ParseUUID reads a UUID strictly.
func ParseUUID(text string) (UUID, error) {
	if id := UUID(text); id.Valid() {
		return id, nil
	}
	return "", fmt.Errorf("%q is no UUID", text)
}

// Decimal is a decimal number as text, of any size and without loss.
type Decimal string

// File is something to upload. A body with a file is sent once and never again.
type File struct {
	Name        string
	ContentType string
	Content     io.Reader
}

// FileOf returns a file with the given content.
func FileOf(name string, content []byte) File {
	return File{Name: name, Content: bytes.NewReader(content)}
}

// IsZero says whether there is no file; encoding/json asks for it.
func (f File) IsZero() bool { return f.Content == nil }

// MarshalJSON writes the name of the file: its content belongs into a multipart body.
func (f File) MarshalJSON() ([]byte, error) { return json.Marshal(f.Name) }

// UnmarshalJSON reads the content of a file out of base64.
func (f *File) UnmarshalJSON(data []byte) error {
	var content []byte
	if err := json.Unmarshal(data, &content); err != nil {
		return err
	}
	*f = FileOf("file", content)
	return nil
}

// Ptr returns a pointer to a value.
func Ptr[T any](value T) *T { return &value }
