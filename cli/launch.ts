#!/usr/bin/env node
import { Bundle } from "./bundle";

new Bundle(__dirname).run();
