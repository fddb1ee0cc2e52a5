package core

import (
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/textproto"
	"reflect"
	"strings"
)

// Part says how a member of a form or multipart body is written.
type Part struct {
	Name        string
	ContentType string
	Style       Style
}

// Form sets a body that is written as a form.
func (r *Request) Form(value any, contentType string, parts ...Part) {
	fields, err := formFields(value, parts)
	if err != nil {
		r.fail("the body cannot be written: %s", err)
		return
	}
	if data, err := json.Marshal(value); err == nil {
		r.hideIn(data)
	}
	text := strings.ReplaceAll(encodeQuery(fields), "%20", "+")
	r.body = &body{contentType: contentType, data: []byte(text)}
}

func formFields(value any, parts []Part) ([]pair, error) {
	data, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	names, members, err := orderedMembers(data)
	if err != nil {
		return nil, err
	}
	var fields []pair
	for _, name := range names {
		if isNull(members[name]) {
			continue
		}
		style := partOf(parts, name).Style
		if style.JSON {
			fields = append(fields, pair{name: name, value: string(members[name])})
			continue
		}
		member, _, err := parse(members[name])
		if err != nil {
			return nil, err
		}
		fields = append(fields, writeForm(name, member, style, escapeQuery)...)
	}
	return fields, nil
}

func partOf(parts []Part, name string) Part {
	for _, part := range parts {
		if part.Name == name {
			return part
		}
	}
	return Part{Name: name}
}

func orderedMembers(data []byte) ([]string, map[string]json.RawMessage, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return nil, nil, err
	}
	ordered, err := pairs(data)
	names := make([]string, len(ordered))
	for i, each := range ordered {
		names[i] = each.name
	}
	return names, members, err
}

// Multipart sets a body of several parts. Files are streamed.
func (r *Request) Multipart(value any, contentType string, parts ...Part) {
	if data, err := json.Marshal(value); err == nil {
		r.hideIn(data)
	}
	reader, pipe := io.Pipe()
	writer := multipart.NewWriter(pipe)
	kind := firstOf(contentType, "multipart/form-data") + "; boundary=" + writer.Boundary()
	r.body = &body{contentType: kind, stream: &lazy{PipeReader: reader, start: func() {
		err := writeParts(writer, value, parts)
		if err == nil {
			err = writer.Close()
		}
		pipe.CloseWithError(err)
	}}}
}

// lazy begins to write when somebody begins to read.
type lazy struct {
	*io.PipeReader
	start func()
}

// Read reads what is being written.
func (l *lazy) Read(into []byte) (int, error) {
	if l.start != nil {
		go l.start()
		l.start = nil
	}
	return l.PipeReader.Read(into)
}

func writeParts(writer *multipart.Writer, value any, parts []Part) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	names, members, err := orderedMembers(data)
	if err != nil {
		return err
	}
	files := filesOf(reflect.ValueOf(value))
	for _, name := range names {
		part := partOf(parts, name)
		if found, isFile := files[name]; isFile {
			err = writeFiles(writer, part, found)
		} else if !isNull(members[name]) {
			err = writeMember(writer, part, members[name])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// filesOf finds the files among the members of a struct.
func filesOf(value reflect.Value) map[string][]File {
	for value.Kind() == reflect.Pointer && !value.IsNil() {
		value = value.Elem()
	}
	if value.Kind() != reflect.Struct {
		return nil
	}
	found := map[string][]File{}
	for i := range value.NumField() {
		if !value.Type().Field(i).IsExported() {
			continue
		}
		name := wireName(value.Type().Field(i).Tag)
		if files := asFiles(value.Field(i).Interface()); files != nil {
			found[name] = files
		}
	}
	return found
}

func wireName(tag reflect.StructTag) string {
	if wire, ok := tag.Lookup("wire"); ok {
		return wire
	}
	name, _, _ := strings.Cut(tag.Get("json"), ",")
	return name
}

func asFiles(value any) []File {
	switch value := value.(type) {
	case File:
		return []File{value}
	case []File:
		return value
	case interface{ Get() (File, bool) }:
		if file, ok := value.Get(); ok {
			return []File{file}
		}
	case interface{ Get() ([]File, bool) }:
		files, _ := value.Get()
		return files
	}
	return filesOfUnion(reflect.ValueOf(value))
}

// filesOfUnion finds the file in a union of a file, or several, and something else.
func filesOfUnion(value reflect.Value) []File {
	if value.Kind() != reflect.Struct {
		return nil
	}
	for i := range value.NumField() {
		if !value.Type().Field(i).IsExported() {
			continue
		}
		switch arm := value.Field(i).Interface().(type) {
		case *File:
			if arm != nil {
				return []File{*arm}
			}
		case *[]File:
			if arm != nil {
				return *arm
			}
		}
	}
	return nil
}

var quotes = strings.NewReplacer("\\", "\\\\", `"`, "\\\"", "\r", "", "\n", "")

func writeFiles(writer *multipart.Writer, part Part, files []File) error {
	for _, file := range files {
		header := textproto.MIMEHeader{}
		header.Set("Content-Disposition", fmt.Sprintf(`form-data; name="%s"; filename="%s"`,
			quotes.Replace(part.Name), quotes.Replace(firstOf(file.Name, "file"))))
		header.Set("Content-Type", firstOf(file.ContentType, part.ContentType, "application/octet-stream"))
		to, err := writer.CreatePart(header)
		if err != nil {
			return err
		}
		if file.Content == nil {
			continue
		}
		if _, err := io.Copy(to, file.Content); err != nil {
			return err
		}
	}
	return nil
}

func writeMember(writer *multipart.Writer, part Part, data []byte) error {
	if data[0] == '{' || part.Style.JSON {
		return writeText(writer, part.Name, firstOf(part.ContentType, "application/json"), string(data))
	}
	value, _, err := parse(data)
	if err != nil {
		return err
	}
	for _, each := range writeForm(part.Name, value, part.Style, strings.Clone) {
		if err := writeText(writer, each.name, part.ContentType, each.value); err != nil {
			return err
		}
	}
	return nil
}

func writeText(writer *multipart.Writer, name, contentType, text string) error {
	header := textproto.MIMEHeader{}
	header.Set("Content-Disposition", fmt.Sprintf(`form-data; name="%s"`, quotes.Replace(name)))
	if contentType != "" {
		header.Set("Content-Type", contentType)
	}
	to, err := writer.CreatePart(header)
	if err == nil {
		_, err = io.WriteString(to, text)
	}
	return err
}
