//go:build tools

// Package engine pins the Pulumi command line that the tests of this folder run against; build.ts builds it.
package engine

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
